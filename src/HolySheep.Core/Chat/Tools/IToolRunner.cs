using System;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Chat.Tools;

/// <summary>Runs the tools of a caller.</summary>
public interface IToolRunner
{
    /// <summary>Runs one tool call. Calls of one conversation come one at a time, in the order in which the model wrote them.</summary>
    /// <param name="call">A call of a tool that the request offers, with arguments that follow its schema.</param>
    /// <param name="cancellationToken">Stops the tool.</param>
    /// <returns>The result, or an error for the model. An exception becomes an error for the model too.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<ToolOutput> RunAsync(ToolRequest call, CancellationToken cancellationToken);
}
