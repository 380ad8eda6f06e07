using System;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Cli.Interactive;

/// <summary>The terminal on standard output.</summary>
internal sealed class ConsoleScreen(StandardOutput output) : IChatScreen
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    // A terminal that does not know its size says 0.
    public int Width => Console.WindowWidth is var width and > 0 ? width : UsualWidth;

    public int Height => Console.WindowHeight is var height and > 0 ? height : UsualHeight;

    public bool CanMove { get; } = output.HasEscapeSequences;

    public bool HasStyles { get; } = output.HasEscapeSequences && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public ValueTask WriteAsync(string text)
    {
        output.Writer.Write(text);
        output.Flush();
        return ValueTask.CompletedTask;
    }
}
