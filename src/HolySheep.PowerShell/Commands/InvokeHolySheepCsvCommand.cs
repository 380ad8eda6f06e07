using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.PowerShell.Calls;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Asks a model about every row of a CSV file; run again, it continues where it stopped.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HolySheepCsv", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepCsvResult), typeof(HolySheepCsvPlan))]
public sealed partial class InvokeHolySheepCsvCommand : HolySheepJobCommand
{
    private readonly JobProgress _progress = new();
    private volatile CsvJobSummary? _summary;

    private protected override string? Faults => SandboxScript;

    private protected override Action? Tick => () => Show(_progress.Next());

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CsvJob job;
        try
        {
            job = new CsvJob(Client, MakeOptions());
        }
        catch (Exception exception)
        {
            End(exception, Path);
            return;
        }

        if (ShouldProcess($"Ask about the rows of {Path} and write {OutPath}", null, null, out var reason))
        {
            try
            {
                Start(Path, (writer, stop) =>
                {
                    job.Notice = writer.WriteLine;
                    return RunAsync(job, writer, stop);
                });
            }
            catch (PipelineStoppedException)
            {
                TellStop(job);
                throw;
            }
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            Start(Path, (writer, stop) => PlanAsync(job, writer, stop));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        Show(_progress.Last());
    }

    /// <summary>Sets the exit code after Ctrl+C, and reports the progress: a stopped pipeline takes no results, but the host still shows lines.</summary>
    private void TellStop(CsvJob job)
    {
        if (!Stopping)
        {
            return;
        }

        Coded(ExitCode.Cancelled, job);
        try
        {
            Host.UI.WriteLine((_summary is { } summary ? $"{new HolySheepCsvResult(summary)}, {summary.Remaining} left" : _progress.Rows) is { } rows ? $"Stopped: {rows}." : "Stopped before a row was sent.");
            if (job.HowToGoOn is { } how)
            {
                Host.UI.WriteLine(how);
            }
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or PipelineStoppedException)
        {
            // A host without a screen still gets the exit code.
        }
    }

    private async Task RunAsync(CsvJob job, PipelineWriter writer, CancellationToken stop)
    {
        var isTold = false;
        try
        {
            var summary = await job.RunAsync(Take, cancellationToken: stop).ConfigureAwait(false);
            _summary = summary;
            stop.ThrowIfCancellationRequested();
            foreach (var warning in summary.Warnings.Concat(summary.Message is null ? [] : [summary.Message]))
            {
                await writer.WriteWarningAsync(warning).ConfigureAwait(false);
            }

            await writer.WriteMadeAsync(() => new PipelineRecord(PipelineStream.Output, Coded(summary.ExitCode, new HolySheepCsvResult(summary)))).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            Failed(exception);
            await writer.WriteMadeAsync(() => new PipelineRecord(PipelineStream.TerminatingError, Coded(CodeOf(exception), ErrorRecords.From(exception, Path)))).ConfigureAwait(false);
        }

        void Take(CsvJobProgress progress)
        {
            if (!isTold && job.HowToGoOn is { } how)
            {
                isTold = true;
                writer.WriteLine(how);
            }

            _progress.Take(progress);
        }
    }

    private static async Task PlanAsync(CsvJob job, PipelineWriter writer, CancellationToken stop)
    {
        var plan = await job.PlanAsync(stop).ConfigureAwait(false);
        foreach (var warning in plan.Warnings)
        {
            await writer.WriteWarningAsync(warning).ConfigureAwait(false);
        }

        await writer.WriteObjectAsync(new HolySheepCsvPlan(plan)).ConfigureAwait(false);
    }

    /// <summary>Sets the exit code where scripts look for those of programs, after an error too, when there is no result.</summary>
    private T Coded<T>(int exitCode, T record)
    {
        SessionState.PSVariable.Set("global:LASTEXITCODE", exitCode);
        return record;
    }

    private protected override void End(Exception exception, object? target) => base.End(exception, Coded(CodeOf(exception), target));

    private static int CodeOf(Exception exception) => ExitCode.Of(exception is HolySheepException known ? known.Code : ErrorCode.InternalFault);

    private void Show(ProgressRecord? progress)
    {
        if (progress is not null)
        {
            WriteProgress(progress);
        }
    }

    private CsvJobOptions MakeOptions() => WithLane(new CsvJobOptions
    {
        Path = FileSystemPath(Given(Path, "There is no input."))!,
        OutPath = FileSystemPath(Given(OutPath, "There is no output."))!,
        Prompt = Given(Prompt ?? BindPrompt(null), "There is no prompt."),
        Request = WithTemplate(MakeRequest(ReadSchema().Schema) with { Limits = MakeLimits() }),
        ReadFiles = SchemaFile() is { } schema ? [schema] : [],
        AttachmentColumns = AttachmentColumn,
        TrustAttachments = TrustAttachment,
        OutputColumn = OutputColumn,
        ThrottleLimit = ThrottleLimit!.Value,
        MaxCost = MaxCost,
        MaxErrors = MaxErrors,
        Deadline = Deadline is null ? null : JobDeadline.Parse(Deadline, TimeProvider.System),
        Encoding = Encoding,
        Delimiter = Delimiter,
        Restart = Restart,
        Shared = Shared,
        HtmlReportPath = FileSystemPath(HtmlReport),
        NoMeta = NoMeta,
        NoFormulaGuard = NoFormulaGuard,
    });

    // Not mandatory for the binder, which would prompt in unattended runs.
    private static string Given(string? value, string message) => value is { Length: > 0 }
        ? value
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, message, "Write, for example: Invoke-HolySheepCsv in.csv out.csv 'Sentiment of: {Body}'");
}
