using System;
using System.Threading;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Writing;

/// <summary>
/// Writes the output on a thread of its own while rows are still being sent, so that little is left to write after the last row.
/// If this fails it leaves no file, and the output is written after the last row.
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

    /// <summary>Writes the rest, once no row is being sent.</summary>
    /// <returns>The result of <see cref="JobOutput.Write"/>; null if it failed and must be repeated.</returns>
    public bool? Finish()
    {
        _settled.End();
        _thread.Join();
        return _hasErrors;
    }

    /// <summary>Stops the writing unless it is done, and deletes its files to free their space.</summary>
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
            // If the fault lasts, the final write meets it again and reports it.
        }
    }
}
