using System;
using System.Threading.Tasks;
using HolySheep.Csv;
using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>A progress bar for a terminal.</summary>
internal sealed class JobBar : IAsyncDisposable
{
    // Leaves space for the text even if the terminal is narrow.
    private const int BarWidth = 12;

    // The percentage, and a space after each of the three columns.
    private const int Beside = 4 + 3;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;
    private readonly IAnsiConsole _console;
    private ProgressTask? _task;

    public JobBar(StandardOutput output)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output.Writer) });
        _drawing = _console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(DrawAsync);
    }

    public void Show(CsvJobProgress progress)
    {
        if (_task is { } task)
        {
            task.MaxValue = Math.Max(1, progress.Rows);
            task.Value = progress.Done;

            // It contains a provider's words.
            task.Description = Markup.Escape(JobStatus.Fit(progress, _console.Profile.Width - BarWidth - Beside));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ended.SetResult();
        await _drawing;
    }

    private Task DrawAsync(ProgressContext context)
    {
        _task = context.AddTask("reading the input");
        return _ended.Task;
    }
}
