namespace SecretScoops.Governance.Lambda;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    /// <summary>It was asked to shut down.</summary>
    public const int Done = 0;

    /// <summary>The function could not be made ready; Lambda was told why.</summary>
    public const int InitFailed = 1;

    /// <summary>There is no runtime API, it is gone, or it answers what makes no sense; the log says which.</summary>
    public const int NoRuntimeApi = 2;
}
