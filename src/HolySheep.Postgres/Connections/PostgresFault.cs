using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HolySheep.Postgres.Connections;

/// <summary>Why the database cannot be used. The message names it and shows no secret.</summary>
internal sealed class PostgresFault(string message, bool isPermanent, Exception? inner = null) : Exception(message, inner)
{
    // Connections, resources, locks, interventions, the system, conflicts of transactions.
    private static readonly string[] Passing = ["08", "53", "55", "57", "58", "40"];

    // A transaction of this process took longer between two statements than others can wait, as after a suspension of the machine.
    private const string Ended = "25P03";

    /// <summary>Whether only a person can fix it, as a wrong password or a newer schema.</summary>
    public bool IsPermanent => isPermanent;

    /// <summary>Whether the role or the server lets nothing be written, as a replica.</summary>
    public bool IsReadOnly => InnerException is PostgresException { SqlState: "42501" or "25006" };

    /// <summary>Whether the server refuses the role or its password.</summary>
    public bool IsCredential => InnerException is PostgresException { SqlState: var state } && state.StartsWith("28", StringComparison.Ordinal);

    /// <summary>The fault in an exception; null if it is not about the database.</summary>
    public static PostgresFault? Of(Exception exception, ConnectionText connection) => exception switch
    {
        PostgresFault fault => fault,
        PostgresException refused => new PostgresFault($"{connection.Name} refuses: {refused.MessageText} ({refused.SqlState})", isPermanent: refused.SqlState != Ended && !Passing.Contains(refused.SqlState.Substring(0, 2)), exception),
        TimeoutRejectedException or OperationCanceledException or TimeoutException => new PostgresFault($"{connection.Name} does not answer in time", isPermanent: false, exception),
        BrokenCircuitException => new PostgresFault($"{connection.Name} has failed and is asked again later", isPermanent: false, exception),
        NpgsqlException or SocketException or IOException or ObjectDisposedException => new PostgresFault($"{connection.Name} cannot be reached: {(exception.InnerException ?? exception).Message}", isPermanent: false, exception),
        _ => null,
    };

    /// <summary>The fault in an exception of work that can be cancelled; null if it is not about the database, or only says that the work was cancelled.</summary>
    public static PostgresFault? Of(Exception exception, ConnectionText connection, CancellationToken cancelled) =>
        exception is OperationCanceledException && cancelled.IsCancellationRequested ? null : Of(exception, connection);

    /// <summary>Whether a statement that may be repeated is worth repeating at once: the connection was lost, as after a restart of the server.</summary>
    public static bool IsLostConnection(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } and not PostgresException || exception is PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "40001" or "40P01" };
}
