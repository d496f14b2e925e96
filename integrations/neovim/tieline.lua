-- Shows what Tieline finds while you write. Put this file on Neovim's path as lua/tieline.lua, and
-- require('tieline').setup() into your configuration. Needs Neovim 0.7 and tieline 0.1.
local M = {}

local namespace = vim.api.nvim_create_namespace('tieline')
local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
}

-- Tieline counts characters from one, Neovim bytes from zero.
local function byte_column(buffer, position)
  local line = vim.api.nvim_buf_get_lines(buffer, position.line - 1, position.line, false)[1] or ''
  local characters = vim.str_utfindex(line)
  return vim.str_byteindex(line, math.min(position.column - 1, characters))
end

local function diagnostics(buffer, report)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p')
  local result = {}
  for _, finding in ipairs(report.findings) do
    -- Other files of the folder are linted with this one; their findings are shown when they are opened.
    if vim.fn.fnamemodify(finding.file, ':p') == name then
      table.insert(result, {
        lnum = finding.range.start.line - 1,
        col = byte_column(buffer, finding.range.start),
        end_lnum = finding.range['end'].line - 1,
        end_col = byte_column(buffer, finding.range['end']),
        severity = severities[finding.severity],
        source = 'tieline',
        code = finding.code,
        message = finding.message .. '\nhelp: ' .. finding.help,
      })
    end
  end
  return result
end

--- Lints a buffer as it is, saved or not.
function M.lint(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  if name == '' then return end
  local output
  local job = vim.fn.jobstart({ M.program, 'check', '--format', 'json', '--stdin-filename', name }, {
    stdout_buffered = true,
    on_stdout = function(_, lines) output = table.concat(lines, '\n') end,
    on_exit = function(_, code)
      if code > 1 or not vim.api.nvim_buf_is_valid(buffer) then return end
      vim.diagnostic.set(namespace, buffer, diagnostics(buffer, vim.json.decode(output)))
    end,
  })
  if job <= 0 then return end
  vim.fn.chansend(job, table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n')
  vim.fn.chanclose(job, 'stdin')
end

--- options.program: where tieline is, if not on the PATH. options.pattern: the files to lint.
function M.setup(options)
  options = options or {}
  M.program = options.program or 'tieline'
  vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufWritePost', 'InsertLeave', 'TextChanged' }, {
    group = vim.api.nvim_create_augroup('tieline', {}),
    pattern = options.pattern or { '*.tf', '*.tf.json', '*.yaml', '*.yml', '*.template' },
    callback = function(event) M.lint(event.buf) end,
  })
end

return M
