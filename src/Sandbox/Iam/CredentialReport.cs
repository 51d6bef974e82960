using System.Globalization;
using System.Text;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>The credential report: a line for the root user and one for each IAM user.</summary>
/// <remarks>IAM User Guide, "Understanding the report format", read 2026-11.</remarks>
internal static class CredentialReport
{
    private const string Columns = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
        + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
        + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,"
        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    public static string Of(World world, string accountId, StoredIam iam)
    {
        var report = new StringBuilder(Columns);
        var account = world.State.Accounts.Find(each => each.Id == accountId)!;
        var root = RootUser.Of(world, account);
        report.Append(CultureInfo.InvariantCulture, $"\n<root_account>,arn:aws:iam::{accountId}:root,{Time(account.JoinedAt)},not_supported,no_information,not_supported,not_supported,");
        report.Append(CultureInfo.InvariantCulture, $"{Said(root.Mfa)},{Said(root.AccessKeys > 0)},N/A,N/A,N/A,N/A,{Said(root.AccessKeys > 1)},N/A,N/A,N/A,N/A,false,N/A,false,N/A");
        foreach (var user in iam.Users)
        {
            var mfa = iam.MfaDevices.Exists(device => device.UserName == user.Name);
            var rotation = user.PasswordAt is { } changed && iam.PasswordPolicy?.MaxAge is { } days ? Time(changed.AddDays(days)) : "N/A";
            report.Append(CultureInfo.InvariantCulture, $"\n{user.Name},arn:aws:iam::{accountId}:user{user.Path}{user.Name},{Time(user.CreatedAt)},");
            report.Append(user.PasswordAt is { } at ? $"true,no_information,{Time(at)},{rotation}" : "false,N/A,N/A,N/A").Append(mfa ? ",true" : ",false");
            for (var index = 0; index < 2; index++)
            {
                var key = user.AccessKeys.ElementAtOrDefault(index);
                report.Append(key is null ? ",false,N/A" : $",{(key.Active ? "true" : "false")},{Time(key.CreatedAt)}").Append(",N/A,N/A,N/A");
            }

            report.Append(",false,N/A,false,N/A");
        }

        return report.ToString();
    }

    private static string Said(bool yes) => yes ? "true" : "false";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
