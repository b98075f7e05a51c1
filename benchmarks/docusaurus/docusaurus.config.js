// The site that `check_vs_docusaurus.py` builds: docs only, as docs teams run it in CI.
export default {
  title: 'Generated docs',
  url: 'https://docs.example.com',
  baseUrl: '/',
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'warn',
  presets: [['classic', { docs: { routeBasePath: 'docs' }, blog: false, theme: {} }]],
};
