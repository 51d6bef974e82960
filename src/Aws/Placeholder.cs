namespace SecretScoops.Governance;
internal static class PlaceholderAws;
