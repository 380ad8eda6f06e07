using Xunit;

namespace HolySheep.Postgres;

/// <summary>A test that needs a PostgreSQL server, and is left out without one.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Names what is missing.</summary>
    public PostgresFactAttribute() => Skip = TestedPostgres.Connection is null ? TestedPostgres.Reason : null;
}
