using System.Collections.Generic;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>The schema of a kind of database file.</summary>
/// <param name="ApplicationId">Identifies files of this kind; files of another kind are refused as foreign.</param>
/// <param name="Migrations">The statements that migrate each version to the next; their number is the newest version. Never change a released migration; add one.</param>
internal sealed record DatabaseSchema(int ApplicationId, IReadOnlyList<string> Migrations);
