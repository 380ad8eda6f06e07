using System;
using System.Management.Automation.Host;
using System.Threading.Tasks;
using HolySheep.Interactive.Terminal;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Interactive;

/// <summary>The host's display, written to on the pipeline thread, so that transcripts have it.</summary>
internal sealed class HostScreen : IChatScreen
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    private readonly PSHostUserInterface _ui;
    private readonly PipelineWriter _writer;

    internal HostScreen(PSHost host, PipelineWriter writer)
    {
        _ui = host.UI;
        _writer = writer;
        var followsSequences = _ui.SupportsVirtualTerminal && Environment.GetEnvironmentVariable("TERM") != "dumb";
        CanMove = followsSequences && InteractiveHost.HasKeys(host);
        HasStyles = followsSequences && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    public int Width => SizeOr(() => Console.WindowWidth, UsualWidth);

    public int Height => SizeOr(() => Console.WindowHeight, UsualHeight);

    public bool CanMove { get; }

    public bool HasStyles { get; }

    public async ValueTask WriteAsync(string text) => await _writer.RunAsync(() =>
    {
        _ui.Write(text);
        return true;
    }).ConfigureAwait(false);

    // A host without a console has no size, and a terminal that does not know its size says 0.
    private int SizeOr(Func<int> read, int usual)
    {
        try
        {
            return CanMove && read() is var size and > 0 ? size : usual;
        }
        catch (global::System.IO.IOException)
        {
            return usual;
        }
    }
}
