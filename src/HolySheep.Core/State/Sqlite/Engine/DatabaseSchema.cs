using System.Collections.Generic;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>How a kind of database file looks inside.</summary>
/// <param name="ApplicationId">Marks the files of this kind; another kind's file is refused as foreign.</param>
/// <param name="Migrations">The statements that lead from each version to the next; their number is the newest version. Never change one that was released: add.</param>
internal sealed record DatabaseSchema(int ApplicationId, IReadOnlyList<string> Migrations);
