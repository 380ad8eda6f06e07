using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.PowerShell.Clients;
using HolySheep.PowerShell.Errors;
using HolySheep.Providers;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that reads or changes the configuration file.</summary>
public abstract class HolySheepConfigurationCommand : HolySheepCommand
{
    private readonly HashSet<string> _told = [];

    private protected HolySheepConfigurationCommand()
    {
    }

    /// <summary>The configuration file, instead of the usual places.</summary>
    [Parameter]
    [Alias("Config")]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>Makes one change if the user confirms it.</summary>
    /// <param name="target">The user's own input.</param>
    /// <param name="action">The action, in words.</param>
    /// <param name="change">Makes the change.</param>
    private protected void Change(object? target, string action, Action<ConfigurationFile> change) => Use(target, file =>
    {
        if (ShouldProcess(file.Path, action))
        {
            change(file);
            Tell(file.NewWarnings);
        }
    });

    /// <summary>Writes the warnings that a change caused in the file, each once.</summary>
    private protected void Tell(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings.Where(_told.Add))
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Uses the file; an exception becomes the input's error.</summary>
    /// <param name="target">The user's own input.</param>
    /// <param name="use">Uses the file.</param>
    private protected void Use(object? target, Action<ConfigurationFile> use)
    {
        try
        {
            use(new ConfigurationFile(FileSystemPath(ConfigPath)));
        }
        catch (HolySheepException exception)
        {
            var record = ErrorRecords.From(exception, target);
            if (ErrorRecords.EndsEverything(exception))
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
    }

    /// <summary>True if a required parameter was given; its absence becomes an error.</summary>
    /// <remarks>Such parameters are not mandatory for the binder, because it would prompt for them in unattended runs.</remarks>
    /// <param name="value">The given value.</param>
    /// <param name="message">What is missing.</param>
    /// <param name="hint">An example.</param>
    private protected bool IsGiven([NotNullWhen(true)] string? value, string message, string hint)
    {
        if (value is { Length: > 0 })
        {
            return true;
        }

        WriteError(ErrorRecords.From(new HolySheepException(ErrorCode.ArgumentInvalid, message, hint), value));
        return false;
    }

    /// <summary>The providers, with the places of their keys.</summary>
    private protected IReadOnlyList<ConfiguredProvider> ListProviders() => WithClient(shared =>
    {
        shared.ReadVault();
        return shared.Client.ListProviders();
    });

    /// <summary>Uses the client of the file, and writes the file's warnings if it was read again.</summary>
    private protected void WithClient(Action<SharedClient> use) => WithClient(shared =>
    {
        use(shared);
        return shared;
    });

    /// <summary>Uses the client of the file for a result, and writes the file's warnings if it was read again.</summary>
    private protected T WithClient<T>(Func<SharedClient, T> use)
    {
        var shared = SharedClients.Take(FileSystemPath(ConfigPath), sandbox: false, out var made);
        try
        {
            Tell(made ? shared.Configuration.Warnings : []);

            return use(shared);
        }
        finally
        {
            shared.GiveBack();
        }
    }
}
