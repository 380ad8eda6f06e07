using System;
using System.Threading;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Writing;

/// <summary>
/// Writes the output on a thread of its own while rows are still asked, so that little is left to write after the last.
/// Where that fails it leaves nothing, and the output is to be written once nothing is asked any more.
/// </summary>
internal sealed class EarlyOutput : IDisposable
{
    private readonly JobOutput _output;
    private readonly SettledRows _settled;
    private readonly CancellationTokenSource _giveUp;
    private readonly Thread _thread;
    private bool? _hasErrors;

    public EarlyOutput(JobOutput output, SettledRows settled, CancellationToken cancel)
    {
        (_output, _settled) = (output, settled);
        _giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _thread = new Thread(Write) { IsBackground = true, Name = "HolySheep CSV output" };
        _thread.Start();
    }

    /// <summary>Writes the rest, once nothing is asked any more.</summary>
    /// <returns>What <see cref="JobOutput.Write"/> gives; null where it failed, and is to be tried again.</returns>
    public bool? Finish()
    {
        _settled.End();
        _thread.Join();
        return _hasErrors;
    }

    /// <summary>Ends the writing unless it is done; then its files are gone, and their room is free.</summary>
    public void GiveUp()
    {
        _giveUp.Cancel();
        _ = Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveUp();
        _giveUp.Dispose();
    }

    private void Write()
    {
        try
        {
            _hasErrors = _output.Write(_giveUp.Token);
        }
        catch (Exception)
        {
            // Whoever writes at the end meets it again if it lasts, and says so then.
        }
    }
}
