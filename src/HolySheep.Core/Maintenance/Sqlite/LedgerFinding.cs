using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Log;

namespace HolySheep.Maintenance.Sqlite;

/// <summary>Checks the ledger, and the logs of this machine whose lines wait to be entered in it.</summary>
internal static class LedgerFinding
{
    public static async Task<StateFinding> OfAsync(ILedgerRecords records, CancellationToken cancellationToken)
    {
        var fault = await records.CheckAsync(cancellationToken).ConfigureAwait(false);
        return new StateFinding { Name = "ledger", Code = fault is null ? null : ErrorCode.LedgerUnusable, Message = fault ?? "The sums that budgets count and the attempts that are listed agree." };
    }

    /// <summary>How much of this machine waits in logs.</summary>
    /// <param name="ledger">The path that the names of the logs begin with.</param>
    public static StateFinding OfLogs(string ledger)
    {
        var logs = Logs(ledger).FirstOrDefault();
        return new StateFinding
        {
            Name = "logs",
            Message = logs is null ? "No call of this machine waits to be entered in the ledger." : $"{logs.Rows} logs with {logs.Bytes} bytes are beside the ledger; every opening of the ledger enters what is new in them.",
        };
    }

    /// <summary>The logs of this machine as a table; empty if there are none.</summary>
    public static IReadOnlyList<StateTable> Logs(string ledger)
    {
        if (!Directory.Exists(Path.GetDirectoryName(ledger)))
        {
            return [];
        }

        var logs = LogPart.Beside(ledger).Select(static part => new FileInfo(part.Path)).Where(static file => file.Exists).ToList();
        return logs.Count == 0 ? [] : [new StateTable { Name = "logs", Rows = logs.Count, Bytes = logs.Sum(static file => file.Length) }];
    }
}
