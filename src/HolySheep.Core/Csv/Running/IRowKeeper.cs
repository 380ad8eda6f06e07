using System.Threading.Tasks;

namespace HolySheep.Csv.Running;

/// <summary>Where the results of rows are kept.</summary>
internal interface IRowKeeper
{
    /// <summary>Keeps the result of a row; returns once it is kept and counted.</summary>
    Task KeepAsync(in KeptRow row);
}
