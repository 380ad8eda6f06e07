using System.Management.Automation;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Calls;

/// <summary>One call of one pipeline input, off the pipeline thread.</summary>
internal sealed class ChatCall
{
    /// <summary>Views leave out the text of results of this type name, since it was shown while it came.</summary>
    internal const string StreamedTypeName = "HolySheep.PowerShell.Results.HolySheepChatResult#Streamed";

    private readonly HolySheepClient _client;
    private readonly ChatRequest _request;
    private readonly object? _input;
    private readonly TraceLevels _levels;

    internal ChatCall(HolySheepClient client, ChatRequest request, object? input, TraceLevels levels)
    {
        _client = client;
        _request = request;
        _input = input;
        _levels = levels;
    }

    /// <summary>Writes the whole answer.</summary>
    internal async Task AskAsync(PipelineWriter writer, CancellationToken stop)
    {
        var result = await _client.ChatAsync(Traced(writer), stop).ConfigureAwait(false);
        await WriteAsync(writer, result, streamed: false).ConfigureAwait(false);
    }

    /// <summary>Shows the answer as it comes, then writes it whole.</summary>
    internal async Task StreamAsync(PipelineWriter writer, CancellationToken stop)
    {
        ChatResult? result = null;
        var lineIsOpen = false;
        try
        {
            await foreach (var update in _client.StreamAsync(Traced(writer), stop).WithCancellation(stop).ConfigureAwait(false))
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

        await WriteAsync(writer, result!, streamed: true).ConfigureAwait(false);
    }

    private ChatRequest Traced(PipelineWriter writer) => !_levels.Any ? _request : _request with
    {
        Trace = trace =>
        {
            if (trace.Level == ChatTraceLevel.Debug)
            {
                writer.WriteDebug(trace.Message);
            }
            else
            {
                writer.WriteVerbose(trace.Message);
            }
        },
    };

    private async Task WriteAsync(PipelineWriter writer, ChatResult result, bool streamed)
    {
        foreach (var warning in result.Warnings)
        {
            await writer.WriteWarningAsync(warning).ConfigureAwait(false);
        }

        var output = new PSObject(new HolySheepChatResult(result, _input, _request.JsonSchema is null ? null : Structured(result.Content)));
        if (streamed)
        {
            output.TypeNames.Insert(0, StreamedTypeName);
        }

        await writer.WriteObjectAsync(output).ConfigureAwait(false);
    }

    // An answer that follows no schema, such as a refusal, is still an answer.
    private static object? Structured(string content)
    {
        try
        {
            return JsonObject.Of(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
