// Plain JavaScript, so that an old Node can say that it is one; what follows it could not even read.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.log(`✗ Node ${process.versions.node}：太旧了，请安装 22.18 或更新的版本（建议 24），再运行一次。`)
  console.log(`✗ Node ${process.versions.node} is too old: install 22.18 or newer (24 is best), then run this again.`)
  process.exit(1)
}
await import('./run.ts')
