using System;
using System.Threading.Tasks;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>Shows how far a job is: a bar at a terminal, else one line a minute on standard error.</summary>
internal sealed class JobDisplay : IAsyncDisposable
{
    private readonly Action<CsvJobProgress> _show;
    private readonly JobBar? _bar;

    public JobDisplay(StandardOutput output, Messages messages, TimeProvider clock)
    {
        _bar = output.IsTerminal ? new JobBar(output) : null;
        _show = _bar is null ? new JobLines(messages, clock).Show : _bar.Show;
    }

    public void Show(CsvJobProgress progress) => _show(progress);

    public ValueTask DisposeAsync() => _bar?.DisposeAsync() ?? ValueTask.CompletedTask;
}
