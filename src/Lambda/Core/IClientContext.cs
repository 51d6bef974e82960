namespace Amazon.Lambda.Core;

/// <summary>What AWS's mobile SDK tells about the app that calls.</summary>
public interface IClientContext
{
    /// <summary>Of the device.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The app.</summary>
    IClientApplication Client { get; }

    /// <summary>Whatever the app added.</summary>
    IDictionary<string, string> Custom { get; }
}
