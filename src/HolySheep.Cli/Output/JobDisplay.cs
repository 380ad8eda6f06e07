using System;
using System.Threading.Tasks;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>Shows how to continue a job once it has its journal, and its progress: a bar on a terminal, otherwise one line a minute on standard error.</summary>
internal sealed class JobDisplay(StandardOutput output, Messages messages, Func<string?> howToGoOn) : IAsyncDisposable
{
    private Action<CsvJobProgress>? _show;
    private JobBar? _bar;
    private bool _isTold;

    public void Show(CsvJobProgress progress)
    {
        if (!_isTold && howToGoOn() is { } text)
        {
            _isTold = true;
            if (_bar is not null)
            {
                // A line that comes between would stay in the bar that the reading of the input showed.
                _bar.DisposeAsync().AsTask().Wait();
                (_bar, _show) = (null, null);
            }

            messages.Notice(text);
        }

        if (_show is null)
        {
            _bar = output.IsTerminal ? new JobBar(output) : null;
            _show = _bar is null ? new JobLines(messages, TimeProvider.System).Show : _bar.Show;
        }

        _show(progress);
    }

    public ValueTask DisposeAsync() => _bar?.DisposeAsync() ?? ValueTask.CompletedTask;
}
