using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using HolySheep.Chat;
using HolySheep.Errors;
using Shell = System.Management.Automation.PowerShell;

namespace HolySheep.PowerShell.Secrets;

/// <summary>Reads the vaults of SecretManagement, only on the pipeline thread.</summary>
internal static class SecretVault
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <summary>Reads <c>VAULT/NAME</c>; null if the vault has no such secret.</summary>
    /// <exception cref="HolySheepException">The vault cannot be read; the message says why.</exception>
    internal static Secret? Read(string path)
    {
        var slash = path.IndexOf('/');
        try
        {
            using var shell = Shell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand(Module + "\\Get-Secret")
                .AddParameter("Vault", path.Substring(0, slash))
                .AddParameter("Name", path.Substring(slash + 1))
                .AddParameter("ErrorAction", ActionPreference.Stop);
            return KeyOf(shell.Invoke().FirstOrDefault()?.BaseObject);
        }
        catch (CommandNotFoundException)
        {
            throw Unreadable($"the module {Module} is not installed", $"Install-Module {Module}, and a vault such as Microsoft.PowerShell.SecretStore; or refer to the key by env:NAME or file:PATH.");
        }
        catch (RuntimeException fault) when (fault is not PipelineStoppedException)
        {
            return fault.ErrorRecord?.CategoryInfo.Category == ErrorCategory.ObjectNotFound
                ? null
                : throw Unreadable(OneLine(fault.ErrorRecord?.Exception.Message ?? fault.Message), "Get-SecretVault lists the vaults and Test-SecretVault tests one; a locked SecretStore opens with Unlock-SecretStore.");
        }
    }

    private static Secret? KeyOf(object? secret) => secret switch
    {
        null => null,
        SecureString key => SessionKeys.Reveal(key),
        PSCredential credential => SessionKeys.Reveal(credential.Password),
        string key => new Secret(key),
        _ => throw Unreadable($"the secret is a {secret.GetType().Name}, not a text", "Store the key as a SecureString: Set-Secret."),
    };

    private static HolySheepException Unreadable(string reason, string hint) => new(ErrorCode.CredentialMissing, reason, hint);

    private static string OneLine(string text) => string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
