using System.Text.Json.Nodes;
using Amazon.Organizations.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Organizations;

/// <summary>Where the policies' places are in the organization: <c>root</c>, <c>ou/PATH</c> and <c>account/NAME</c>, and their ids.</summary>
internal static class Tree
{
    /// <summary>The rights on units and roots.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
    [
        new("organizations:ListRoots", "*"),
        new("organizations:ListOrganizationalUnitsForParent", "arn:{partition}:organizations::{account}:root/*"),
        new("organizations:ListOrganizationalUnitsForParent", "arn:{partition}:organizations::{account}:ou/*"),
    ];

    /// <summary>The root and the units.</summary>
    public static async Task<JsonObject> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var organizations = subject.Session.Organizations;
        var root = (await organizations.ListRootsAsync(new ListRootsRequest(), cancellationToken)).Roots[0].Id;
        var places = new JsonObject { ["root"] = root };
        Queue<(string Id, string Path)> open = new([(root, "")]);
        while (open.TryDequeue(out var parent))
        {
            string? token = null;
            do
            {
                var page = await organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = parent.Id, NextToken = token }, cancellationToken);
                foreach (var unit in page.OrganizationalUnits ?? [])
                {
                    var path = parent.Path.Length == 0 ? unit.Name : $"{parent.Path}/{unit.Name}";
                    places[$"ou/{path}"] = unit.Id;
                    open.Enqueue((unit.Id, path));
                }

                token = page.NextToken;
            }
            while (token is not null);
        }

        return places;
    }

    /// <summary>The accounts by name; two that share one are left out, since nobody knows which is meant.</summary>
    public static async Task AddAccountsAsync(JsonObject places, Subject subject, CancellationToken cancellationToken)
    {
        var accounts = new List<Account>();
        string? token = null;
        do
        {
            var page = await subject.Session.Organizations.ListAccountsAsync(new() { NextToken = token }, cancellationToken);
            accounts.AddRange(page.Accounts ?? []);
            token = page.NextToken;
        }
        while (token is not null);
        foreach (var account in accounts.GroupBy(each => each.Name, StringComparer.Ordinal).Where(same => same.Count() == 1))
        {
            places[$"account/{account.Key}"] = account.First().Id;
        }
    }
}
