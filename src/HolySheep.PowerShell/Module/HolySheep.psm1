# Loads the cmdlets for this edition of PowerShell. Only Microsoft.PowerShell.Core is used, so that it loads in a bare engine too.

$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$loader = [System.Reflection.Assembly]::LoadFile([System.IO.Path]::Combine($PSScriptRoot, $framework, 'HolySheep.Loader.dll'))
$assembly = $loader.GetType('HolySheep.Loader.ModuleAssembly').GetMethod('Load').Invoke($null, @())
$cmdlets = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru -ErrorAction Stop

# A second import of one assembly in one session comes from a cache that exports nothing to this module:
# https://github.com/PowerShell/PowerShell/issues/20710
$module = $ExecutionContext.SessionState.Module
$export = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags] 'Instance, NonPublic')
foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
    if ($export -and -not $module.ExportedCmdlets.ContainsKey($cmdlet.Name)) {
        $null = $export.Invoke($module, @(, $cmdlet))
    }
}
