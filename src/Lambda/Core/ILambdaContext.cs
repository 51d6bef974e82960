namespace Amazon.Lambda.Core;

/// <summary>What a handler is told about its invocation and its function.</summary>
/// <remarks>Names and types are those of the package Amazon.Lambda.Core 2.8.0; what it calls nullable in prose is nullable here.</remarks>
public interface ILambdaContext
{
    /// <summary>The invocation's id. A repeated asynchronous invocation has the same one again.</summary>
    string AwsRequestId { get; }

    /// <summary>What AWS's mobile SDK told; null for every other caller.</summary>
    IClientContext? ClientContext { get; }

    /// <summary>The function's name.</summary>
    string FunctionName { get; }

    /// <summary>The version that runs; where an alias was called, the one that it points to.</summary>
    string FunctionVersion { get; }

    /// <summary>Who calls through Amazon Cognito; null for every other caller.</summary>
    ICognitoIdentity? Identity { get; }

    /// <summary>The ARN that was called: the function's, or an alias's or version's.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The log group in CloudWatch Logs.</summary>
    string LogGroupName { get; }

    /// <summary>The log stream in CloudWatch Logs.</summary>
    string LogStreamName { get; }

    /// <summary>The function's memory.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>How long until Lambda ends the invocation; never negative.</summary>
    TimeSpan RemainingTime { get; }
}
