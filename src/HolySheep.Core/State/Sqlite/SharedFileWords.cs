namespace HolySheep.State.Sqlite;

/// <summary>What a fault of a shared file costs, for warnings.</summary>
/// <param name="Lost">What is lost with the content of a damaged file, as a sentence without its full stop.</param>
/// <param name="Without">What holds while the file cannot be used, as a sentence without its full stop.</param>
internal sealed record SharedFileWords(string Lost, string Without);
