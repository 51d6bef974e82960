using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Demo;
using SecretScoops.Governance.Remediation.Functions;

var output = Output.Console();
var keep = args is ["remediation", "--keep", var file] ? file : null;
if (keep is null && args is not ["remediation"])
{
    await output.Result.WriteLineAsync(
        """
        Demos, each in one process, with nothing but .NET, and nothing of AWS touched:

          ./demo remediation   breaks things in a landing zone and shows them mended: from the event to the alert

        --keep FILE keeps the landing zone as it ends, ledger and all, for ./baseline report --rehearse FILE
        """);
    return args.Length == 0 ? 0 : 2;
}

using var stop = new CancellationTokenSource();
#pragma warning disable RS0030 // The one place that knows the console; everything else is given an Output.
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
#pragma warning restore RS0030

try
{
    var page = new Page(output.Result, new Paint(output.Color));
    return await RemediationDemo.RunAsync(page, Environment.GetEnvironmentVariable("BASELINE_POLICIES") ?? "policies", keep, TimeProvider.System, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await output.Diagnostics.WriteLineAsync("interrupted");
    return 130;
}
catch (Exception e) when (e is SetupException or StageException)
{
    await output.Diagnostics.WriteLineAsync(e.Message);
    return 1;
}
