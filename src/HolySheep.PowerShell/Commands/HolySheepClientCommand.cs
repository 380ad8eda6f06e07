using System;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Clients;
using HolySheep.PowerShell.Errors;
using HolySheep.Providers.Sandbox;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that calls providers.</summary>
public abstract class HolySheepClientCommand : HolySheepAsyncCommand
{
    private SharedClient? _shared;

    private protected HolySheepClientCommand()
    {
    }

    /// <summary>The configuration file, instead of the usual places.</summary>
    [Parameter]
    [Alias("Config")]
    public string? ConfigPath { get; set; }

    /// <summary>Lets the sandbox answer, without network and cost.</summary>
    [Parameter]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>The proxy for every request, instead of the configured one and the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The user and the password for the proxy.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, neither a configured one nor the system's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    private protected HolySheepClient Client => _shared!.Client;

    /// <summary>True once this client has answered a call: its files are open.</summary>
    private protected bool HasAnswered => _shared!.HasAnswered;

    /// <summary>The sandbox faults of this command; null if there are none.</summary>
    private protected virtual string? Faults => null;

    /// <summary>The faults of a rehearsal of the user's own targets; null if the calls are real.</summary>
    private protected virtual string? Rehearsed => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            if (UnsetArguments.FindEmpty(this) is { } fault)
            {
                throw fault;
            }

            TakeClient();
        }
        catch (HolySheepException exception)
        {
            End(exception, ConfigPath);
        }
    }

    /// <summary>Ends the command with an error.</summary>
    private protected virtual void End(Exception exception, object? target) => ThrowTerminatingError(ErrorRecords.From(exception, target));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _shared?.GiveBack();
        _shared = null;
    }

    /// <summary>Lets the next command read the vaults again after a provider refused a key, which may have been replaced.</summary>
    private protected void ForgetRefusedKeys() => _shared?.Vault.Forget();

    /// <summary>Called on any thread when the client has answered a call.</summary>
    private protected void Answered()
    {
        if (_shared is { } shared)
        {
            shared.HasAnswered = true;
        }
    }

    /// <inheritdoc/>
    private protected override void Failed(Exception exception)
    {
        if (exception is HolySheepException { Code: ErrorCode.CredentialRefused })
        {
            ForgetRefusedKeys();
        }
    }

    private void TakeClient()
    {
        var path = FileSystemPath(ConfigPath);
        var made = true;
        _shared = (Faults, Rehearsed) switch
        {
            (null, null) => SharedClients.Take(path, Sandbox, out made, ProxyArgument.Read(Proxy, ProxyCredential, NoProxy)),
            (null, { } rehearsed) when !Sandbox => SharedClients.Own(path, sandbox: null, rehearsal: SandboxScript.Parse(rehearsed)),
            ({ } faults, null) => SharedClients.Own(path, SandboxScript.Parse(faults), rehearsal: null),
            _ => throw new HolySheepException(ErrorCode.ArgumentInvalid, "-Rehearse cannot be combined with -Sandbox or -SandboxScript.", "Omit -Sandbox and -SandboxScript; -Rehearse sends nothing either."),
        };
        foreach (var warning in made ? _shared.Configuration.Warnings : [])
        {
            WriteWarning(warning);
        }

        if (!Sandbox && Faults is null && Rehearsed is null)
        {
            _shared.ReadVault();
        }
    }
}
