using Amazon.Runtime.Internal;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Puts <see cref="ResilienceHandler"/> and <see cref="ClockedHandler"/> into the clients that are made after <see cref="Register"/>.</summary>
internal sealed class ResilienceCustomizer : IRuntimePipelineCustomizer
{
    private ResilienceCustomizer()
    {
    }

    /// <inheritdoc/>
    public string UniqueName => "SecretScoops.Governance.Resilience";

    /// <summary>Registers once per process; the SDK leaves out a second registration by name.</summary>
    public static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new ResilienceCustomizer());

    /// <inheritdoc/>
    public void Customize(Type type, RuntimePipeline pipeline)
    {
        foreach (var handler in pipeline.EnumerateHandlers())
        {
            if (handler is RetryHandler and not ResilienceHandler)
            {
                pipeline.ReplaceHandler<RetryHandler>(new ResilienceHandler(((RetryHandler)handler).RetryPolicy));
                pipeline.AddHandler(new ClockedHandler());
                return;
            }
        }
    }
}
