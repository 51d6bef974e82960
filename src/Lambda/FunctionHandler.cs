using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda;

/// <summary>Does the work of one invocation. A method that takes an <see cref="ILambdaContext"/> is one, too.</summary>
/// <param name="payload">The event, as JSON; the handler's own for as long as it likes.</param>
/// <param name="context">The invocation and its log.</param>
/// <param name="stop">Fires some time before the deadline, so that what was done can still be recorded, and when the environment is shut down.</param>
/// <returns>The response, as JSON.</returns>
internal delegate Task<ReadOnlyMemory<byte>> FunctionHandler(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop);
