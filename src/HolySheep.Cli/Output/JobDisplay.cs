using System;
using System.Threading.Tasks;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>Shows how to continue a job when it begins, and its progress: a bar on a terminal, otherwise one line a minute on standard error.</summary>
internal sealed class JobDisplay(StandardOutput output, Messages messages, string howToGoOn) : IAsyncDisposable
{
    private Action<CsvJobProgress>? _show;
    private JobBar? _bar;

    public void Show(CsvJobProgress progress)
    {
        if (_show is null)
        {
            messages.Notice(howToGoOn);
            _bar = output.IsTerminal ? new JobBar(output) : null;
            _show = _bar is null ? new JobLines(messages, TimeProvider.System).Show : _bar.Show;
        }

        _show(progress);
    }

    public ValueTask DisposeAsync() => _bar?.DisposeAsync() ?? ValueTask.CompletedTask;
}
