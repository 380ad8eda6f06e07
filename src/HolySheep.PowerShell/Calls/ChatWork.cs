using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Conversations;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Calls;

/// <summary>Makes the calls of a command's inputs, all with the same options.</summary>
internal sealed class ChatWork
{
    internal required HolySheepClient Client { get; init; }

    /// <summary>The request without its messages.</summary>
    internal required ChatRequest Request { get; init; }

    internal required AttachmentArgument Attachments { get; init; }

    /// <summary>The columns that an answer adds to its row; null if results are written.</summary>
    internal required AnswerColumns? Columns { get; init; }

    /// <summary>The stored conversation that every call continues; null if there is none.</summary>
    internal ConversationSession? Conversation { get; init; }

    /// <inheritdoc cref="InputCall.MayStore"/>
    internal required Func<string, bool> MayStore { get; init; }

    internal required IAnswerForm Form { get; init; }

    /// <summary>Called when a call has its answer.</summary>
    internal required Action Answered { get; init; }

    internal required TraceLevels Levels { get; init; }

    /// <summary>True if the caller wants to see the way of a call.</summary>
    internal required bool Rehearses { get; init; }

    /// <summary>True if the text is shown as it comes.</summary>
    internal required bool Streams { get; init; }

    /// <summary>The call of an input, to be run off the pipeline thread.</summary>
    /// <param name="messages">What is asked.</param>
    /// <param name="model">The model whose conversation goes on; null if none does.</param>
    /// <param name="input">The input; null if there is none.</param>
    /// <param name="target">What an error points at.</param>
    /// <param name="sharedPrefix">The characters at the beginning of the prompt that all inputs share.</param>
    /// <exception cref="HolySheepException">The input has a column that the answer would overwrite, or is a conversation although another one goes on.</exception>
    internal Func<PipelineWriter, CancellationToken, Task> Of(IReadOnlyList<ChatMessage> messages, string? model, object? input, object? target, int sharedPrefix = 0)
    {
        if (FindColumnFault(input) is { } fault)
        {
            throw fault;
        }

        if (Conversation is not null && (model is not null || messages.Count > 1))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The piped answer or messages are a conversation of their own.", "Omit -Conversation and -Continue to continue what was piped in, or do not pipe it in.");
        }

        var call = new InputCall
        {
            Client = Client,
            Request = Request with { Messages = messages, Model = Request.Model ?? model, SharedPrefix = messages.Count == 1 ? sharedPrefix : 0 },
            Attachments = [.. Attachments.Fixed, .. Attachments.Of(input)],
            Conversation = Conversation,
            MayStore = MayStore,
            Form = Form,
            Answered = Answered,
            Levels = Levels,
            Rehearses = Rehearses,
            Input = input,
            Target = target,
        };
        return Streams ? call.StreamAsync : call.AskAsync;
    }

    /// <summary>What makes the columns of an answer not fit an input; null if they fit.</summary>
    internal HolySheepException? FindColumnFault(object? input)
    {
        try
        {
            Columns?.CheckRow(InputRow.ColumnsOf(input));
            return null;
        }
        catch (HolySheepException exception)
        {
            return exception;
        }
    }

    /// <summary>The same work, which also writes the row of an input without an answer. The row goes first, since with <c>-ErrorAction Stop</c> the error ends the pipeline.</summary>
    internal Func<PipelineWriter, CancellationToken, Task> WithFailedRow(Func<PipelineWriter, CancellationToken, Task> work, object? input) => Columns is null ? work : async (writer, stop) =>
    {
        try
        {
            await work(writer, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested && !ErrorRecords.EndsEverything(exception))
        {
            await writer.WriteMadeAsync(() => new PipelineRecord(PipelineStream.Output, Form.Of(exception, input))).ConfigureAwait(false);
            throw;
        }
    };
}
