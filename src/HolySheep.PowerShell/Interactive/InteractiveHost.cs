using System;
using System.Linq;
using System.Management.Automation.Host;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Interactive;

/// <summary>Finds out whether a person is at the host, and what the host can do.</summary>
internal static class InteractiveHost
{
    private const string ConsoleName = "ConsoleHost";
    private const int ShortestSwitch = 4;

    /// <summary>True if the host is PowerShell in a terminal, whose keys can be read one by one.</summary>
    internal static bool HasKeys(PSHost host) => host.Name == ConsoleName;

    /// <summary>Refuses a session that no person can take part in.</summary>
    /// <exception cref="HolySheepException">The run is unattended.</exception>
    internal static void ThrowIfUnattended(PSHost host)
    {
        if (WhyUnattended(host) is { } reason)
        {
            throw Unattended(reason);
        }
    }

    /// <summary>The error of a run without a person.</summary>
    internal static HolySheepException Unattended(string reason, Exception? cause = null) => new(
        ErrorCode.ArgumentInvalid,
        $"Enter-HolySheepChat needs a person at a terminal: {reason}.",
        "In scripts and jobs, use Invoke-HolySheepChat; an answer piped into it continues its conversation.",
        cause);

    /// <summary>Whether a command line of PowerShell says that no person is there.</summary>
    internal static bool SaysUnattended(string[] commandLine) => commandLine.Skip(1).TakeWhile(argument => !BeginsScript(argument)).Any(IsNonInteractive);

    /// <summary>Why no person can answer; null if one can.</summary>
    private static string? WhyUnattended(PSHost host)
    {
        if (SaysUnattended(Environment.GetCommandLineArgs()))
        {
            return "PowerShell was started with -NonInteractive";
        }

        if (!HasKeys(host))
        {
            return host.UI is null ? "the host has no user interface" : null;
        }

        return Console.IsInputRedirected ? "standard input is redirected" : Console.IsOutputRedirected ? "standard output is redirected" : null;
    }

    private static bool IsNonInteractive(string argument) =>
        argument.TrimStart('-', '/') is { Length: >= ShortestSwitch } name && name.Length < argument.Length && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase);

    // What follows is the script's.
    private static bool BeginsScript(string argument) =>
        argument.TrimStart('-', '/') is { Length: > 0 } name && name.Length < argument.Length
        && new[] { "Command", "File", "EncodedCommand", "CommandWithArgs" }.Any(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
