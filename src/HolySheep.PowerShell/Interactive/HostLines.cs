using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Interactive;
using HolySheep.Interactive.Terminal;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Interactive;

/// <summary>Reads inputs line by line, from a host whose keys cannot be read.</summary>
internal sealed class HostLines : IChatInput
{
    private const string Prompt = "> ";
    private const string NextLine = "  ";

    private readonly PSHostUserInterface _ui;
    private readonly PipelineWriter _writer;

    internal HostLines(PSHost host, PipelineWriter writer)
    {
        _ui = host.UI;
        _writer = writer;
    }

    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        string? lines = null;
        do
        {
            if (await _writer.RunAsync(() => ReadLine(lines is null ? Prompt : NextLine)).ConfigureAwait(false) is not { } line)
            {
                return lines;
            }

            lines = SessionInput.Join(lines, line);
        }
        while (!SessionInput.IsComplete(lines));

        return lines;
    }

    // In such a host Ctrl+C stops the pipeline, and with it the session.
    public bool WantsToStop() => false;

    private string? ReadLine(string prompt)
    {
        try
        {
            _ui.Write(prompt);
            return _ui.ReadLine();
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException or PSInvalidOperationException)
        {
            throw InteractiveHost.Unattended("the host cannot read a line", exception);
        }
    }
}
