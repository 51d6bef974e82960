using System.Collections.Concurrent;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using BaselineKinds = SecretScoops.Governance.Baseline.Resources.Kinds;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>What the test that is running has the tool and the functions call.</summary>
internal static class CallsOfTest
{
    /// <summary>The role that plans.</summary>
    public const string Planning = "baseline-plan";

    /// <summary>The role that applies.</summary>
    public const string Applying = "baseline-apply";

    /// <summary>The role that functions assume in the accounts.</summary>
    public const string Member = "remediation-member";

    /// <summary>The role that reports.</summary>
    public const string Reporting = "baseline-report";

    /// <summary>The role that pipelines deploy with.</summary>
    public const string Deploying = "deploy";

    /// <summary>The role of the function that rotates secrets.</summary>
    public const string Rotating = "rotation";

    // What reading takes is in every plan: the lines of one test say it, the others leave it out.
    private const string Fullest = "OffAndOnTests.Everything_is_turned_on_off_and_on_again";

    private static readonly ConcurrentDictionary<(string Test, string Role), Called> all = new();

    /// <summary>Counts the calls over a connection for a role, in whatever account: where a kind works is for the policies to say, who administer what.</summary>
    public static async Task<T> DuringAsync<T>(string role, AwsConnection connection, Func<Task<T>> act)
    {
        var before = connection.Trace.Calls.Count;
        try
        {
            return await act();
        }
        finally
        {
            Add(role, connection.Trace.Calls.Skip(before));
        }
    }

    /// <summary>Counts calls for a role.</summary>
    public static void Add(string role, IEnumerable<TracedCall> calls)
    {
        if (TestContext.Current.Test is { } test)
        {
            all.GetOrAdd((test.UniqueID, role), _ => new()).Add(calls);
        }
    }

    /// <summary>Counts calls that another program made.</summary>
    /// <param name="role">As which it works.</param>
    /// <param name="operations">Service and operation of each, as boto3 or the AWS CLI have them: <c>s3api head-bucket</c>.</param>
    public static void AddOperations(string role, IEnumerable<string> operations)
    {
        if (TestContext.Current.Test is { } test)
        {
            all.GetOrAdd((test.UniqueID, role), _ => new()).AddOperations(operations.Select(operation => operation.Split(' ') is [var service, var name] ? (service is "s3api" ? "s3" : service, Pascal(name)) : throw new FormatException(operation)));
        }
    }

    /// <summary>Counts calls of a function: those it made as itself, and those it made as the role in the accounts.</summary>
    public static void AddOf(string role, IEnumerable<TracedCall> calls)
    {
        foreach (var own in calls.ToLookup(call => call.Principal?.Contains(":assumed-role/SecretScoopsRemediation/", StringComparison.Ordinal) != true))
        {
            Add(own.Key ? role : Member, own);
        }
    }

    /// <summary>Holds what a test had called against the records.</summary>
    /// <param name="test">Its unique id.</param>
    /// <param name="deed">Its line; null where calls vary, and have to be among those of all lines.</param>
    public static void Keep(string test, string? deed)
    {
        foreach (var role in all.Keys.Where(key => key.Test == test).Select(key => key.Role).Order(StringComparer.Ordinal).ToList())
        {
            if (!all.TryRemove((test, role), out var called))
            {
                continue;
            }

            if (deed is null)
            {
                Assert.Subset(RecordedCalls.Of(role).SelectMany(line => line.Value).ToHashSet(StringComparer.Ordinal), called.Actions.ToHashSet(StringComparer.Ordinal));
            }
            else
            {
                RecordedCalls.Keep(role, deed, [.. called.Actions.Except(LeftOut(role, deed))]);
            }
        }
    }

    private static string Pascal(string operation) => string.Concat(operation.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static IEnumerable<string> LeftOut(string role, string deed) => role switch
    {
        Applying => BaselineKinds.All.SelectMany(kind => kind.ReadPermissions).Select(need => need.Action),
        Planning or Reporting when deed != Fullest => RecordedCalls.Of(Planning).GetValueOrDefault(Fullest, []),
        _ => [],
    };
}
