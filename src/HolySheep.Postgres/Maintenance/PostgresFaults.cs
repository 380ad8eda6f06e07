using HolySheep.Errors;
using HolySheep.Postgres.Connections;

namespace HolySheep.Postgres.Maintenance;

/// <summary>Faults of a database as a person who looks after it reads them.</summary>
internal sealed class PostgresFaults(ConnectionText connection)
{
    public HolySheepException Of(PostgresFault fault) => new(
        fault.IsCredential ? ErrorCode.CredentialRefused : fault.IsPermanent ? ErrorCode.ConfigurationInvalid : ErrorCode.ConnectionFailure,
        $"The state cannot be used: {fault.Message}.",
        fault.IsPermanent ? "Check the connection string that 'state.connection' of the configuration names, and the rights of its role." : $"Check that {connection.Name} runs and that this machine reaches it.",
        fault);
}
