using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Csv.Reading;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Running;

/// <summary>What is asked of every row of a job.</summary>
/// <param name="Request">The request, without the prompt.</param>
/// <param name="Targets">The targets that can answer, in order.</param>
/// <param name="Columns">The columns of the answers.</param>
/// <param name="Attachments">The attachments of rows; null if no column names any.</param>
internal sealed record RowQuestion(ChatRequest Request, IReadOnlyList<RouteCandidate> Targets, AnswerColumns Columns, RowAttachments? Attachments = null)
{
    /// <summary>The question of a job over a file.</summary>
    public static RowQuestion Of(JobSetup setup) => new(setup.Request, setup.Targets, setup.Columns, setup.Attachments);

    /// <summary>What is asked of one row.</summary>
    /// <exception cref="HolySheepException">An attachment cannot be read.</exception>
    public async Task<ChatRequest> OfRowAsync(WaitingRow row, CancellationToken cancel)
    {
        var message = ChatMessage.User(row.Text);
        return Request with { Messages = [row.Attachments is null ? message : message.With(await Attachments!.ReadAsync(row.Attachments, cancel).ConfigureAwait(false))] };
    }
}
