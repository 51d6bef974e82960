namespace SecretScoops.Governance.Aws.Protocols.Query;
internal sealed class QueryProtocol { public static readonly Protocol Instance = Json.JsonProtocol.V11; }
