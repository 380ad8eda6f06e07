using System;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.PowerShell.Errors;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that changes the configuration file.</summary>
public abstract class HolySheepConfigurationCommand : HolySheepCommand
{
    private protected HolySheepConfigurationCommand()
    {
    }

    /// <summary>The configuration file, in place of the usual places.</summary>
    [Parameter]
    [Alias("Config")]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>Makes one change where the user agrees to it.</summary>
    /// <param name="target">The user's own input.</param>
    /// <param name="action">What is done, in words.</param>
    /// <param name="change">Does it.</param>
    private protected void Change(object target, string action, Action<ConfigurationFile> change)
    {
        try
        {
            var file = new ConfigurationFile(FileSystemPath(ConfigPath));
            if (ShouldProcess(file.Path, action))
            {
                change(file);
            }
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
}
