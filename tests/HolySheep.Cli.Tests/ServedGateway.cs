using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Cli.Tests;

/// <summary>A <c>holysheep serve</c> as a process of its own.</summary>
internal static class ServedGateway
{
    /// <summary>Waits until it listens, and gives its address without a slash at the end.</summary>
    public static async Task<string> ListeningAsync(ChildProcess child)
    {
        await child.WaitForOutputAsync("\n");
        return Regex.Match(child.Output, @"^Listening on (http://127\.0\.0\.1:\d+)\n").Groups[1].Value;
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public static Task SignalAsync(ChildProcess child, string signal = "TERM") => ChildProcess.RunAsync(new ChildOptions("sh", "-c", $"kill -{signal} {child.Id}"));
}
