using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;

namespace HolySheep.Cli.Output;

/// <summary>Shows an answer as it arrives.</summary>
internal sealed class AnswerStream(StandardOutput output, Messages messages, WaitingLine? waiting = null)
{
    private bool _inLine;

    /// <summary>Writes the pieces, ends the last line however the answer ends, and returns the result.</summary>
    public async Task<ChatResult> ShowAsync(IAsyncEnumerable<ChatUpdate> updates, CancellationToken cancellationToken)
    {
        ChatResult? result = null;
        try
        {
            await foreach (var update in updates.WithCancellation(cancellationToken))
            {
                Show(update);
                result = update.Result ?? result;
            }
        }
        catch (Exception exception) when (exception is not OutputClosedException)
        {
            EndLine();
            throw;
        }

        output.WriteLine("");
        return result ?? throw new InvalidOperationException("The stream ended without a result.");
    }

    private void Show(ChatUpdate update)
    {
        if (update.Kind == ChatUpdateKind.Text && update.Text.Length > 0)
        {
            waiting?.Dispose();
            output.WriteAnswer(update.Text);
            output.Flush();
            _inLine = update.Text[^1] != '\n';
        }
        else if (update.Kind == ChatUpdateKind.Restarted)
        {
            EndLine();
            messages.Notice("The answer broke off and starts again; what was shown so far is void.");
        }
    }

    private void EndLine()
    {
        if (_inLine)
        {
            _inLine = false;
            output.WriteLine("");
        }
    }
}
