using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Tests;

/// <summary>A run inside the test: for lines that end before anything is read, and for what only a terminal shows.</summary>
internal static class InProcess
{
    public static async Task<(int ExitCode, string Stdout, string Stderr)> RunAsync(string[] args, bool terminal = false)
    {
        using var stdout = new MemoryStream();
        using var stderr = new StringWriter { NewLine = "\n" };
        using var output = new StandardOutput(stdout, terminal, () => false);
        var input = new StandardInput(terminal, () => throw new InvalidOperationException("Standard input was opened."), () => false);
        var exitCode = await new Application(output, new Messages(stderr), input).RunAsync(args, CancellationToken.None);
        return (exitCode, Encoding.UTF8.GetString(stdout.ToArray()), stderr.ToString());
    }
}
