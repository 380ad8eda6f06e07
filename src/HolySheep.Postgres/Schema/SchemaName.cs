using System;

namespace HolySheep.Postgres.Schema;

/// <summary>The schema of the tables. Statements are written with the schema <c>holysheep</c>, and name every table by it, because a pool between client and server may lose the search path of a session.</summary>
/// <param name="name">Its name.</param>
internal sealed class SchemaName(string name)
{
    private const string Written = "holysheep.";
    private readonly string _quoted = "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>The name itself.</summary>
    public string Name => name;

    /// <summary>The name as statements write it.</summary>
    public string Quoted => _quoted;

    /// <summary>A statement for this schema.</summary>
    public string In(string sql) => sql.Replace(Written, _quoted + ".", StringComparison.Ordinal);
}
