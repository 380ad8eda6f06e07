using System;
using System.Management.Automation.Host;
using HolySheep.PowerShell.Interactive;

namespace HolySheep.PowerShell.Tools;

/// <summary>Tells whether a person can answer a question.</summary>
internal static class Unattended
{
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
            return host?.UI is null || host.Name is RemoteHost or NoHost || !Environment.UserInteractive || InteractiveHost.SaysUnattended(Environment.GetCommandLineArgs()) || (host.Name == ConsoleHost && Console.IsInputRedirected);
        }
        catch (HostException)
        {
            return true;
        }
    }
}
