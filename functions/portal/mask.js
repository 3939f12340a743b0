// Covers parts of a picture before it is sent. The form works without: then the file goes as it is.
// The picture is drawn anew, so that place and time of the photograph stay at home.
const form = document.querySelector('form.upload');
const input = form?.querySelector('#file');
const section = form?.querySelector('#mask');
const canvas = section?.querySelector('canvas');
const undo = section?.querySelector('button');
const pen = canvas?.getContext('2d');

const LONGEST_SIDE = 2400;
let picture = null;
let covers = [];
let begun = null;

function draw(extra) {
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  for (const [x, y, width, height] of extra ? [...covers, extra] : covers)
    pen.fillRect(x, y, width, height);
}

function place(event) {
  const box = canvas.getBoundingClientRect();
  return [
    ((event.clientX - box.left) * canvas.width) / box.width,
    ((event.clientY - box.top) * canvas.height) / box.height,
  ];
}

function between([x1, y1], [x2, y2]) {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
}

async function open() {
  const [file] = input.files;
  covers = [];
  picture = null;
  section.hidden = true;
  if (!file?.type.startsWith('image/')) return;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return; // Not a picture that this browser knows: the service will say so.
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  section.hidden = false;
  draw();
}

async function send(event) {
  if (!picture) return;
  event.preventDefault();
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  if (blob) {
    const files = new DataTransfer();
    files.items.add(new File([blob], 'document.jpg', { type: 'image/jpeg' }));
    picture = null;
    input.files = files.files;
  }
  form.submit();
}

if (pen) {
  input.addEventListener('change', open);
  form.addEventListener('submit', send);
  undo.addEventListener('click', () => {
    covers.pop();
    draw();
  });
  canvas.addEventListener('pointerdown', (event) => {
    begun = place(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (begun) draw(between(begun, place(event)));
  });
  canvas.addEventListener('pointerup', (event) => {
    if (begun) covers.push(between(begun, place(event)));
    begun = null;
    draw();
  });
  canvas.addEventListener('pointercancel', () => {
    begun = null;
    draw();
  });
}
