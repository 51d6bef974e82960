namespace SecretScoops.Governance;
internal static class PlaceholderSandbox;
