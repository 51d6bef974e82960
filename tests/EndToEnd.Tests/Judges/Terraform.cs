using System.Text.Json;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Terraform with its AWS provider from a folder on this machine; where either is missing, the test is skipped and says so.</summary>
public sealed class Terraform(Desk desk, AwsAccess access)
{
    // init copies or links a provider of some 650 MB; plan starts it.
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    /// <summary>Writes <paramref name="configuration"/> as main.tf beside a provider block for the emulator, and initializes.</summary>
    public async Task Begin(string configuration)
    {
        var mirror = Mirror();
        await File.WriteAllTextAsync(desk.At("terraform.rc"), $$"""
            provider_installation {
              filesystem_mirror {
                path    = {{JsonSerializer.Serialize(mirror)}}
                include = ["registry.terraform.io/hashicorp/aws"]
              }
            }
            disable_checkpoint = true
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(desk.At("provider.tf"), """
            terraform {
              required_providers {
                aws = { source = "hashicorp/aws" }
              }
            }

            provider "aws" {
              skip_credentials_validation = true
              skip_metadata_api_check     = true
              skip_region_validation      = true
            }
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(desk.At("main.tf"), configuration, TestContext.Current.CancellationToken);
        (await Run("init", "-input=false", "-no-color")).ExpectExitCode(0);
    }

    /// <summary>Runs <c>terraform ARGUMENTS</c> on the desk; <c>plan -detailed-exitcode</c> ends with 2 when there are differences.</summary>
    public async Task<Finished> Run(params string[] arguments)
    {
        var program = Judge.Find("terraform");
        Assert.SkipWhen(program is null, "terraform is not installed");
        var environment = desk.EnvironmentFor(access);
        environment["TF_CLI_CONFIG_FILE"] = desk.At("terraform.rc");
        environment["TF_IN_AUTOMATION"] = "1";
        environment["CHECKPOINT_DISABLE"] = "1";
        using var running = RunningProgram.Start(program!, arguments, environment, desk.Folder);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }

    /// <summary>The folder that holds the provider: TF_PLUGIN_DIR, or one of Terraform's implied local mirrors.</summary>
    /// <remarks>Terraform documentation, "CLI Configuration File: Implied Local Mirror Directories", read 2026-11.</remarks>
    private static string Mirror()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string?[] places =
        [
            Environment.GetEnvironmentVariable("TF_PLUGIN_DIR"),
            Path.Combine(home, ".terraform.d/plugins"),
            Path.Combine(home, ".local/share/terraform/plugins"),
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins",
        ];
        var mirror = places.FirstOrDefault(place =>
            !string.IsNullOrEmpty(place) && Directory.Exists(Path.Combine(place, "registry.terraform.io/hashicorp/aws")));
        Assert.SkipWhen(mirror is null, "Terraform's AWS provider is in no local mirror — set TF_PLUGIN_DIR to a filesystem mirror that holds registry.terraform.io/hashicorp/aws");
        return mirror!;
    }
}
