using System;
using System.Linq;
using System.Management.Automation.Host;

namespace HolySheep.PowerShell.Tools;

/// <summary>Tells whether a person can answer a question.</summary>
internal static class Unattended
{
    private const string Switch = "-noninteractive";

    // Its prompts wait in the session that started the job, or on another computer.
    private const string RemoteHost = "ServerRemoteHost";

    // Other hosts have windows of their own, and need no standard input.
    private const string ConsoleHost = "ConsoleHost";

    // A runspace without a host of its own, as in a thread job.
    private const string NoHost = "Default Host";

    internal static bool Is(PSHost? host)
    {
        try
        {
            return host?.UI is null || host.Name is RemoteHost or NoHost || !Environment.UserInteractive || Environment.GetCommandLineArgs().Any(IsSwitch) || (host.Name == ConsoleHost && Console.IsInputRedirected);
        }
        catch (HostException)
        {
            return true;
        }
    }

    // The engine takes any beginning of the name that is long enough to be clear, with a dash or a slash.
    private static bool IsSwitch(string argument) =>
        argument.Length >= 5 && argument[0] is '-' or '/' && Switch.StartsWith("-" + argument.TrimStart('-', '/'), StringComparison.OrdinalIgnoreCase) && argument.TrimStart('-', '/').Length >= 4;
}
