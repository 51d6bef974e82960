namespace Amazon.Lambda.Core;

/// <summary>The app that calls through AWS's mobile SDK.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}
