import { type Count, open } from '#src/domain/progress.ts'
import { usualRatings } from '#src/domain/standard.ts'
import { chart } from './card.ts'
import { cut } from './cut.ts'
import type { Chart } from './elements.ts'

type Duty = { readonly no: number; readonly title: string; readonly count: Count }

/** What stands left of the bars on a phone. */
const longestAxisLabel = 7

/** One bar a duty, counted in requirements and split by state; open is the faint rest, on light ground and on dark, so a full bar is a finished duty. */
export function dutyChart(duties: readonly Duty[]): Chart {
  const values = duties.flatMap(({ no, title, count }) =>
    states(count).map(([state, requirements]) => ({
      duty: `${no} ${cut(title, longestAxisLabel)}`,
      state,
      requirements,
    })),
  )
  return chart(
    {
      type: 'bar',
      direction: 'horizontal',
      data: [{ id: 'duties', values }],
      xField: 'requirements',
      yField: 'duty',
      seriesField: 'state',
      stack: true,
      color: ['#34a853', '#f5b21a', '#e8710a', '#9aa0a6', 'rgba(143, 149, 158, 0.28)'],
      legends: { visible: true, orient: 'bottom' },
      axes: [
        { orient: 'left', label: { style: { fontSize: 11 } } },
        { orient: 'bottom', visible: false },
      ],
    },
    '1:1',
  )
}

/** In the order of the words of the design, the unanswered last. A school's own words mean one of these four. */
function states(of: Count): [string, number][] {
  const counted = { met: of.met, partly: of.partly, unmet: of.unmet, 'not-applicable': of.notApplicable }
  return [...usualRatings.map(({ word, means }): [string, number] => [word, counted[means]]), ['未填报', open(of)]]
}
