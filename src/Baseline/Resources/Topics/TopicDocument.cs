using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Topics;

/// <summary>The policy of a topic, written by code: who may publish, and nobody else.</summary>
internal static class TopicDocument
{
    private static readonly string[] s_publish = ["sns:Publish"];

    // What an owner needs: SNS's own default policy, without leaving it to anybody else.
    private static readonly string[] s_owner =
    [
        "sns:AddPermission", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:Publish", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe",
    ];

    /// <summary>The policy of one topic.</summary>
    public static JsonNode Of(TopicPolicy topic, AlertPlaces places)
    {
        string[] arn = [AlertPlaces.Arn("sns", places.Center, topic.Name)];
        return Documents.Of(
        [
            Everybody("Owner", s_owner, arn, Documents.Equal("aws:PrincipalAccount", PlacedText.Account(places.Center.Account))),
            Everybody("OurAccounts", s_publish, arn, Documents.Equal("aws:PrincipalOrgID", PlacedText.Organization)),
            // EventBridge brings no keys that a condition could ask for: with one, nothing would ever arrive (EventBridge User Guide, "Troubleshooting", on conditions in
            // policies of topics; SNS Developer Guide, "Key management", on aws:SourceAccount and aws:SourceArn; read 2026-11).
            Documents.Serve("EventBridge", "events.amazonaws.com", s_publish, arn),
            .. places.Alerts.Publishers.Count == 0 ? Array.Empty<Statement>() : [Services(places, arn)],
            Documents.Deny("TlsOnly", s_publish, arn, new Condition("Bool", "aws:SecureTransport", ["false"])),
        ]);
    }

    // In one statement: they differ in nothing else. A service that acts for an account of the organization brings its id.
    private static Statement Services(AlertPlaces places, string[] arn) => new()
    {
        Sid = "Services",
        Effect = Effect.Allow,
        Principal = new(false, [new("Service", places.Alerts.Publishers)]),
        Action = new(false, s_publish),
        Resource = new(false, arn),
        Conditions = [Documents.OfOurOrganization],
    };

    private static Statement Everybody(string sid, string[] actions, string[] arn, Condition condition) => new()
    {
        Sid = sid,
        Effect = Effect.Allow,
        Principal = new(false, [new("AWS", ["*"])]),
        Action = new(false, actions),
        Resource = new(false, arn),
        Conditions = [condition],
    };
}
