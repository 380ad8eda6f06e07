using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Conversations;
using HolySheep.Errors;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Calls;

/// <summary>One call of one pipeline input, off the pipeline thread.</summary>
internal sealed class InputCall
{
    internal required HolySheepClient Client { get; init; }

    internal required ChatRequest Request { get; init; }

    /// <summary>Paths and addresses of what is sent with the last message.</summary>
    internal required IReadOnlyList<string> Attachments { get; init; }

    /// <summary>The stored conversation that the call continues; null if there is none.</summary>
    internal ConversationSession? Conversation { get; init; }

    /// <summary>Whether a turn is stored in a conversation, by its name; asked on the pipeline thread.</summary>
    internal required Func<string, bool> MayStore { get; init; }

    internal required IAnswerForm Form { get; init; }

    /// <summary>Called when the client has answered.</summary>
    internal required Action Answered { get; init; }

    internal required TraceLevels Levels { get; init; }

    /// <summary>True if the caller wants to see the trace.</summary>
    internal bool Rehearses { get; init; }

    /// <summary>The pipeline input; null if there was none.</summary>
    internal required object? Input { get; init; }

    /// <summary>The target object of errors: the input, or the prompt.</summary>
    internal required object? Target { get; init; }

    /// <summary>Writes the whole answer.</summary>
    internal async Task AskAsync(PipelineWriter writer, CancellationToken stop)
    {
        var request = await PreparedAsync(writer, stop).ConfigureAwait(false);
        var result = await Client.ChatAsync(request, stop).ConfigureAwait(false);
        Answered();
        await WriteAsync(writer, request, result, streamed: false).ConfigureAwait(false);
    }

    /// <summary>Shows the text as it arrives, then writes the whole answer.</summary>
    internal async Task StreamAsync(PipelineWriter writer, CancellationToken stop)
    {
        ChatResult? result = null;
        var request = await PreparedAsync(writer, stop).ConfigureAwait(false);
        var lineIsOpen = false;
        try
        {
            await foreach (var update in Client.StreamAsync(request, stop).WithCancellation(stop).ConfigureAwait(false))
            {
                switch (update.Kind)
                {
                    case ChatUpdateKind.Text:
                        await writer.WriteTextAsync(update.Text).ConfigureAwait(false);
                        lineIsOpen = true;
                        break;
                    case ChatUpdateKind.Restarted:
                        await writer.WriteLineAsync().ConfigureAwait(false);
                        await writer.WriteLineAsync("(The answer broke off and starts again.)").ConfigureAwait(false);
                        lineIsOpen = false;
                        break;
                    case ChatUpdateKind.ToolsRun:
                        if (lineIsOpen)
                        {
                            await writer.WriteLineAsync().ConfigureAwait(false);
                        }

                        lineIsOpen = false;
                        break;
                    case ChatUpdateKind.Completed:
                        result = update.Result;
                        break;
                }
            }
        }
        finally
        {
            if (lineIsOpen && !stop.IsCancellationRequested)
            {
                await writer.WriteLineAsync().ConfigureAwait(false);
            }
        }

        await WriteAsync(writer, request, result!, streamed: true).ConfigureAwait(false);
    }

    private async Task<ChatRequest> PreparedAsync(PipelineWriter writer, CancellationToken stop)
    {
        var request = Attachments.Count == 0 ? Request : await Client.Attachments.AddAsync(Request, Attachments, stop).ConfigureAwait(false);
        if (Rehearses || Levels.Any)
        {
            request = Traced(request, writer);
        }

        return Conversation?.Continue(request) ?? request;
    }

    // Not in PreparedAsync, where every call would allocate what the function captures.
    private ChatRequest Traced(ChatRequest request, PipelineWriter writer) => request with { Trace = trace => Tell(writer, trace) };

    private void Tell(PipelineWriter writer, ChatTrace trace)
    {
        if (trace.Level == ChatTraceLevel.Debug)
        {
            writer.WriteDebug(trace.Message);
        }
        else if (Rehearses)
        {
            writer.WriteLine(trace.Message);
        }
        else
        {
            writer.WriteVerbose(trace.Message);
        }
    }

    private async Task WriteAsync(PipelineWriter writer, ChatRequest request, ChatResult result, bool streamed)
    {
        // Before anything is written: what reads the answer may end the pipeline.
        if (Conversation is { Name: { } name } && await writer.RunAsync(() => MayStore(name)).ConfigureAwait(false))
        {
            result = Conversation.Keep(request, result);
        }

        foreach (var warning in result.Warnings)
        {
            await writer.WriteWarningAsync(warning).ConfigureAwait(false);
        }

        await writer.WriteMadeAsync(() => Made(result, streamed)).ConfigureAwait(false);
        if (Conversation?.Fault is { } unsaved)
        {
            await writer.WriteErrorAsync(ErrorRecords.From(unsaved, Target), false).ConfigureAwait(false);
        }
    }

    private PipelineRecord Made(ChatResult result, bool streamed)
    {
        try
        {
            return new PipelineRecord(PipelineStream.Output, Form.Of(result, Input, streamed));
        }
        catch (HolySheepException exception)
        {
            return new PipelineRecord(PipelineStream.Error, ErrorRecords.From(exception, Target));
        }
    }
}
